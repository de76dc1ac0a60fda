package dev.inlet.bench.contender;

import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanResolutionContext;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.inject.BeanConfiguration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Switches off Inlet's own beans, and those that would open its database. */
final class WithoutInlet implements BeanConfiguration {
  private static final List<String> PACKAGES =
      List.of("dev.inlet.", "io.micronaut.data.", "io.micronaut.transaction.");

  @Override
  public boolean isWithin(String className) {
    return PACKAGES.stream().anyMatch(className::startsWith)
        && !className.startsWith(WithoutInlet.class.getPackageName());
  }

  @Override
  public boolean isEnabled(BeanContext context, @Nullable BeanResolutionContext resolution) {
    return false;
  }

  @Override
  public AnnotationMetadata getAnnotationMetadata() {
    return AnnotationMetadata.EMPTY_METADATA;
  }

  @Override
  public @Nullable Package getPackage() {
    return null;
  }

  @Override
  public String getName() {
    return "Inlet is switched off";
  }

  @Override
  public @Nullable String getVersion() {
    return null;
  }
}
