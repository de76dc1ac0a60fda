/** Lists as files: CSV that is harmless to spreadsheets, read and sent piece by piece. */
@NullMarked
package dev.inlet.operate.export;

import org.jspecify.annotations.NullMarked;
