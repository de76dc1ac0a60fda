/** What all pages of the console are made of: links, forms, lists, the frame around them. */
@NullMarked
package dev.inlet.console.page;

import org.jspecify.annotations.NullMarked;
