/** What the journal asks of the disk, and the disk of the operating system. */
@NullMarked
package dev.inlet.storage.file.disk;

import org.jspecify.annotations.NullMarked;
