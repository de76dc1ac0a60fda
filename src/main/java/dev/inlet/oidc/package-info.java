/** Log-in through a provider that speaks OpenID Connect, without HTTP of our own. */
@NullMarked
package dev.inlet.oidc;

import org.jspecify.annotations.NullMarked;
