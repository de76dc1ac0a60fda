package dev.inlet.console.page;

/**
 * Something that a call has changed.
 *
 * @param kind what it is, such as "Contact"
 * @param label what it is called
 * @param url where it is shown
 */
public record Effect(String kind, String label, String url) {}
