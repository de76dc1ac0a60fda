package dev.inlet.trace;

/**
 * That a call has come through a stage.
 *
 * @param outcome what came of it there, in a word or two of ours
 */
public record Passed(TracedCall call, String outcome) {}
