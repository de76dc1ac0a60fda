package dev.inlet.receive;

import dev.inlet.account.Settings;
import dev.inlet.call.Call;

/** A call that passed every check: what is to be journaled, and what it was read as. */
public record Received(JournalEntry entry, Call call, Settings settings) {}
