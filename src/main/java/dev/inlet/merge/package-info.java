/**
 * Last writer wins, per name: the rule by which any order of the same calls gives the same state.
 */
@NullMarked
package dev.inlet.merge;

import org.jspecify.annotations.NullMarked;
