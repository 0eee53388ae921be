package io.earlyview.gateway.folder;

import io.earlyview.gateway.domain.ScanLabel;
import io.earlyview.gateway.domain.Spacing;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that is to be read and sent.
 *
 * @param name as the table names it
 * @param path where it really is, inside the folder
 * @param patient the patient's original id; stays in this process
 * @param spacing of the file's voxels, as the table says; unknown where it leaves that to the file
 */
record PlannedFile(String name, Path path, String patient, Spacing spacing, Optional<ScanLabel> label) {}
