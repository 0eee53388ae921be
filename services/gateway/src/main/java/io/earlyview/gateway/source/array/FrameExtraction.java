package io.earlyview.gateway.source.array;

import io.earlyview.exams.ExamDescriptor.PixelMeaning;
import io.earlyview.gateway.domain.Projection;
import io.earlyview.gateway.domain.ViewPosition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the frames out of a stack's data: whatever the order of axes and bytes was, the frame has its rows one after
 * the other, little-endian. Every pixel is looked at on the way.
 */
public final class FrameExtraction {
    private final ArrayHeader header;
    private final ByteBuffer data;
    private final PixelMeaning meaning;
    private final int frames;
    private final int rows;
    private final int columns;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    /** @param data all of the array, as the header says it */
    public FrameExtraction(ArrayHeader header, ByteBuffer data, PixelMeaning meaning) {
        this.header = header;
        this.data = data.order(header.byteOrder());
        this.meaning = meaning;
        this.frames = Math.toIntExact(header.shape().get(0));
        this.rows = Math.toIntExact(header.shape().get(1));
        this.columns = Math.toIntExact(header.shape().get(2));
    }

    /** All frames, taken from these positions, or a refusal that names the pixel which is none. */
    public List<Projection> frames(List<ViewPosition> views) throws ArrayRefusal {
        List<Projection> projections = new ArrayList<>(frames);
        for (int frame = 0; frame < frames; frame++) {
            projections.add(frame(frame, views.get(frame)));
        }
        if (least == most) {
            throw new ArrayRefusal("the value " + least + " in every pixel", "a picture");
        }
        return projections;
    }

    private Projection frame(int frame, ViewPosition view) throws ArrayRefusal {
        var type = header.elementType();
        ByteBuffer pixels =
                ByteBuffer.allocate(rows * columns * type.pixelType().bytes()).order(ByteOrder.LITTLE_ENDIAN);
        boolean anyCount = false;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double value = copyPixel(offset(frame, row, column), pixels);
                if (!Double.isFinite(value) || (value < 0 && meaning == PixelMeaning.COUNTS)) {
                    throw outOfRange(frame, row, column, value);
                }
                anyCount |= value != 0;
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        if (!anyCount && meaning == PixelMeaning.COUNTS) {
            throw new ArrayRefusal("only zeros in frame " + frame, "counts in every frame");
        }
        return new Projection(view, type.pixelType(), rows, columns, pixels.flip());
    }

    /** Copies a pixel and returns the value that arrived, or a double that no pixel type can hold. */
    private double copyPixel(int offset, ByteBuffer pixels) {
        switch (header.elementType()) {
            case INT8 -> {
                byte value = data.get(offset);
                pixels.putShort(value);
                return value;
            }
            case UINT8 -> {
                byte value = data.get(offset);
                pixels.put(value);
                return Byte.toUnsignedInt(value);
            }
            case UINT16 -> {
                short value = data.getShort(offset);
                pixels.putShort(value);
                return Short.toUnsignedInt(value);
            }
            case INT16 -> {
                short value = data.getShort(offset);
                pixels.putShort(value);
                return value;
            }
            case FLOAT32 -> {
                float value = data.getFloat(offset);
                pixels.putFloat(value);
                return value;
            }
            case FLOAT64 -> {
                double value = data.getDouble(offset);
                float narrowed = (float) value;
                pixels.putFloat(narrowed);
                // What is negative stays negative, however small: it is no count.
                return value < 0 && narrowed == 0 ? value : narrowed;
            }
        }
        throw new IllegalStateException("no such element type");
    }

    private int offset(int frame, int row, int column) {
        int element = header.fortranOrder()
                ? frame + frames * (row + rows * column)
                : (frame * rows + row) * columns + column;
        return element * header.elementType().bytes();
    }

    private ArrayRefusal outOfRange(int frame, int row, int column, double narrowed) {
        boolean overflow = header.elementType() == ElementType.FLOAT64
                && Double.isFinite(data.getDouble(offset(frame, row, column)))
                && !Double.isFinite(narrowed);
        String found = overflow
                ? data.getDouble(offset(frame, row, column)) + ", which overflows float32,"
                : Double.toString(narrowed);
        return new ArrayRefusal(
                found + " in frame " + frame + ", row " + row + ", column " + column,
                meaning == PixelMeaning.COUNTS ? "finite counts of 0 and above" : "finite values");
    }
}
