package dev.inlet.endpoint;

import io.micronaut.context.annotation.AliasFor;
import io.micronaut.http.annotation.Controller;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A controller on the port of the admin API and the console, and on no other. */
@Controller(port = "${inlet.console.port}")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AdminPort {

  /** The path that its methods' paths begin with. */
  @AliasFor(annotation = Controller.class, member = "value")
  String value();
}
