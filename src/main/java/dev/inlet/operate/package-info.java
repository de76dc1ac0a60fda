/**
 * What an administrator can do, without HTTP: accounts, keys, maintenance, the password,
 * explanations, exports. A {@link dev.inlet.operate.OperationRefused} says what cannot be done; the
 * admin API and the console turn it into an answer of their own.
 */
@NullMarked
package dev.inlet.operate;

import org.jspecify.annotations.NullMarked;
