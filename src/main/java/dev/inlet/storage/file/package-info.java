/**
 * The journal as a folder of append-only files. Start reading at {@link
 * dev.inlet.storage.file.SegmentedLog}.
 */
@NullMarked
package dev.inlet.storage.file;

import org.jspecify.annotations.NullMarked;
