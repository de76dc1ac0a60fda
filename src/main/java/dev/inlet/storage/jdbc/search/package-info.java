/**
 * How long lists are looked through, counted and searched, at the same cost whatever their size.
 */
@NullMarked
package dev.inlet.storage.jdbc.search;

import org.jspecify.annotations.NullMarked;
