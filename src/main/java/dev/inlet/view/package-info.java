/** What is stored, as the JSON that the contract describes. */
@NullMarked
package dev.inlet.view;

import org.jspecify.annotations.NullMarked;
