/**
 * From a delivery to a durable call and an answer: start reading at {@link
 * dev.inlet.receive.Receiver}.
 */
@NullMarked
package dev.inlet.receive;

import org.jspecify.annotations.NullMarked;
