/** What is stored, looked at while this process serves nobody. */
@NullMarked
package dev.inlet.storage.inspect;

import org.jspecify.annotations.NullMarked;
