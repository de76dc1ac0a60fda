package dev.inlet.journal;

import dev.inlet.account.Settings;
import dev.inlet.call.Call;

/** What a journaled call says: the call, and the settings of its request. */
public record ReadCall(Call call, Settings settings) {}
