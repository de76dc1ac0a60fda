/**
 * How calls have been answered: counted here, kept by the minute in small rows of the database, and
 * read as stretches of time by people who look at a plot.
 */
@NullMarked
package dev.inlet.overview;

import org.jspecify.annotations.NullMarked;
