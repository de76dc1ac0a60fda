/** The ports in TLS: certificates handed to the server, and what answers say of it. */
@NullMarked
package dev.inlet.endpoint.tls;

import org.jspecify.annotations.NullMarked;
