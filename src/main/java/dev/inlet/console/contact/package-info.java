/** Pages about contacts: the list, one contact, why it has a value, erasing it. */
@NullMarked
package dev.inlet.console.contact;

import org.jspecify.annotations.NullMarked;
