/**
 * Backups of H2's file and the journal beside it, as one archive. Start reading at {@link
 * dev.inlet.storage.backup.ArchiveWriter}.
 */
@NullMarked
package dev.inlet.storage.backup;

import org.jspecify.annotations.NullMarked;
