package dev.inlet.endpoint.parameter;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which parameters of its address a method reads by their names, beside those it is given. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Reads {
  /** For a method that others send to with whatever they like. */
  String ANYTHING = "*";

  /** Their names. */
  String[] value();
}
