package dev.inlet.config;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside {@code @Context}, on what an operator has set: it is made at the start before all else, so
 * that a wrong value is refused before anything is opened, and leaves nothing behind.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@interface ReadFirst {}
