package dev.inlet.overview;

import java.time.Instant;
import java.util.List;

/**
 * What one instance counted in a minute, or so far in it.
 *
 * @param answers everybody's together, and of each account; by status
 */
record MinuteFigures(Instant begin, List<AnswerFigure> answers, LoadFigure load) {}
