package dev.inlet.endpoint;

import dev.inlet.access.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which role a route of the admin API or the console needs at least. Without it, looking needs
 * {@link Role#LOOK}, and everything else {@link Role#ADMIN}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Needs {
  /** The role. */
  Role value();
}
