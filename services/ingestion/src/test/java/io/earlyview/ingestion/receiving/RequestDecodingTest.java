package io.earlyview.ingestion.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.earlyview.ingestion.Requests;
import io.earlyview.v1.Frame;
import io.earlyview.v1.IntakeRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RequestDecodingTest {

    @Test
    void theBytesOfTheContentAreKept() {
        Frame.Builder frame = Requests.frame(Requests.id(1), 0);
        IntakeRequest request = Requests.of(9, frame);
        assertThat(RequestDecoding.decode(request.toByteString()))
                .isEqualTo(new Received.Decoded(request, frame.build().toByteString()));
    }

    /** A sender may write fields in any order and with any padding; re-encoding would lose that. */
    @Test
    void bytesThatNoEncoderHereWouldMakeAreKeptAsTheyAre() throws IOException {
        ByteString content = ByteString.fromHex("4a03010203" + "0a0141" + "4a020405"); // pixels, id, pixels again
        ByteString bytes = field(3, content).concat(ByteString.fromHex("0885808000")); // then a padded sequence
        assertThat(RequestDecoding.decode(bytes)).isInstanceOfSatisfying(Received.Decoded.class, decoded -> {
            assertThat(decoded.original()).isEqualTo(content);
            assertThat(decoded.request().getSequence()).isEqualTo(5);
            assertThat(decoded.request().getFrame().getPixels()).isEqualTo(ByteString.fromHex("0405"));
            assertThat(decoded.request().getFrame().toByteString()).isNotEqualTo(content);
        });
    }

    @Test
    void contentSentInPartsIsJoined() throws IOException {
        ByteString first = Frame.newBuilder().setExam("datscan").build().toByteString();
        ByteString second = Frame.newBuilder().setRows(7).build().toByteString();
        assertThat(RequestDecoding.decode(field(3, first).concat(field(3, second))))
                .isInstanceOfSatisfying(Received.Decoded.class, decoded -> {
                    assertThat(decoded.original()).isEqualTo(first.concat(second));
                    assertThat(parse(decoded.original()))
                            .isEqualTo(decoded.request().getFrame());
                });
    }

    @Test
    void withoutContentTheWholeRequestIsKept() {
        ByteString bytes = IntakeRequest.newBuilder().setSequence(3).build().toByteString();
        assertThat(RequestDecoding.decode(bytes))
                .isInstanceOfSatisfying(Received.Decoded.class, decoded -> assertThat(decoded.original())
                        .isEqualTo(bytes));
    }

    @Test
    void junkIsUndecodableWithItsBytes() {
        ByteString junk = ByteString.fromHex("0affffffff");
        assertThat(RequestDecoding.decode(junk)).isInstanceOfSatisfying(Received.Undecodable.class, undecodable -> {
            assertThat(undecodable.original()).isEqualTo(junk);
            assertThat(undecodable.reason()).isNotBlank();
        });
    }

    @RepeatedTest(500)
    void anyBytesAreEitherOrAndNeverAnException(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] bytes = Requests.of(1, Requests.label(Requests.id(2))).toByteArray();
        for (int flips = random.nextInt(6); flips >= 0; flips--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        assertThat(RequestDecoding.decode(ByteString.copyFrom(bytes))).isNotNull();
    }

    private static Frame parse(ByteString bytes) {
        try {
            return Frame.parseFrom(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ByteString field(int number, ByteString content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream output = CodedOutputStream.newInstance(bytes);
        output.writeBytes(number, content);
        output.flush();
        return ByteString.copyFrom(bytes.toByteArray());
    }
}
