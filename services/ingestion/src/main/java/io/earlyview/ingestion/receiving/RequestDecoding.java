package io.earlyview.ingestion.receiving;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.earlyview.v1.IntakeRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Decodes requests and keeps the bytes of their content as they came, for the case that they are refused. */
final class RequestDecoding {
    private RequestDecoding() {}

    static Received decode(ByteString bytes) {
        try {
            IntakeRequest request = IntakeRequest.parseFrom(bytes);
            return new Received.Decoded(request, original(bytes, request));
        } catch (InvalidProtocolBufferException e) {
            return new Received.Undecodable(bytes, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory that were parsed once can be parsed again", e);
        }
    }

    private static ByteString original(ByteString bytes, IntakeRequest request) throws IOException {
        int contentTag =
                WireFormat.WIRETYPE_LENGTH_DELIMITED | request.getContentCase().getNumber() << 3;
        List<ByteString> contents = new ArrayList<>(1);
        CodedInputStream input = bytes.newCodedInput();
        input.enableAliasing(true); // slices, not copies
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            if (tag == contentTag) {
                contents.add(input.readBytes());
            } else {
                input.skipField(tag);
            }
        }
        // Protobuf joins a message sent in parts by joining their bytes.
        return contents.isEmpty() ? bytes : ByteString.copyFrom(contents);
    }
}
