/** Certificates that ports are served with: read from files, checked, and read again. */
@NullMarked
package dev.inlet.tls;

import org.jspecify.annotations.NullMarked;
