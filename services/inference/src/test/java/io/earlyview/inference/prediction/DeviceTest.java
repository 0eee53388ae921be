package io.earlyview.inference.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** On the library that is built here, which knows no CUDA. */
class DeviceTest {
    @Test
    void theCpuIsTakenWhereItIsAskedFor() {
        assertEquals(new Device(Device.Kind.CPU, "the CPU was asked for"), Device.chosen(Device.Choice.CPU));
        assertEquals("cpu", Device.chosen(Device.Choice.CPU).label());
        assertEquals(1, Device.chosen(Device.Choice.CPU).batch());
    }

    @Test
    void saysWhyItIsTakenWhereCudaWouldBe() {
        Device device = Device.chosen(Device.Choice.AUTO);
        assertEquals(Device.Kind.CPU, device.kind());
        assertTrue(device.because().startsWith("CUDA cannot be had: "), device.because());
        assertTrue(device.because().length() > "CUDA cannot be had: null".length(), device.because());
    }

    @Test
    void cudaThatCannotBeHadIsNoCpu() {
        IllegalStateException missing =
                assertThrows(IllegalStateException.class, () -> Device.chosen(Device.Choice.CUDA));
        assertTrue(
                String.valueOf(missing.getMessage()).startsWith("device cuda was asked for and cannot be had: "),
                missing.getMessage());
    }
}
