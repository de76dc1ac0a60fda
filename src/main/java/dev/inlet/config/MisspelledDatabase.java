package dev.inlet.config;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a name that was meant to say where data goes, where nothing says so: what people send
 * would be stored in files, and nobody would notice before they are lost.
 */
@Context
@ReadFirst
final class MisspelledDatabase {

  MisspelledDatabase(
      ConfigurationReader reader,
      Environment environment,
      @Property(name = "datasources.default.url") @Nullable String url) {
    if (url == null) {
      misspelled(environment)
          .forEach(
              sentence ->
                  reader.check(
                      () -> {
                        throw new WrongSetting(sentence);
                      }));
    }
  }

  private static List<String> misspelled(Environment environment) {
    var variables = new HashMap<String, String>();
    var properties = new ArrayList<String>();
    for (PropertySource source : environment.getPropertySources()) {
      if (source.getConvention() == PropertyConvention.ENVIRONMENT_VARIABLE) {
        source.forEach(name -> variables.put(name, String.valueOf(source.get(name))));
      } else {
        source.forEach(properties::add);
      }
    }
    return BorrowedNames.ofDatabase(variables, properties);
  }
}
