/** The mark, the messages seen, and the calls set aside, in the database. */
@NullMarked
package dev.inlet.storage.jdbc.process;

import org.jspecify.annotations.NullMarked;
