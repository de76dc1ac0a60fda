/**
 * The report: what a call costs in Inlet, beside what it costs in a bare Micronaut endpoint and in
 * what a vendor would write by hand.
 *
 * <p>Start reading at {@link dev.inlet.bench.Benchmark}.
 */
@NullMarked
package dev.inlet.bench;

import org.jspecify.annotations.NullMarked;
