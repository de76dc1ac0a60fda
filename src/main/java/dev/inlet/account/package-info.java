/** Who may send: accounts, their API keys, and the settings an account sends along. */
@NullMarked
package dev.inlet.account;

import org.jspecify.annotations.NullMarked;
