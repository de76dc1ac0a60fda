/** Traces by OpenTelemetry's SDK, sent by OTLP. No class here is loaded unless that is wanted. */
@NullMarked
package dev.inlet.trace.otlp;

import org.jspecify.annotations.NullMarked;
