/** People: contacts, the identities they are known by, and where they are kept. */
@NullMarked
package dev.inlet.contact;

import org.jspecify.annotations.NullMarked;
