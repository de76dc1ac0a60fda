package dev.inlet.admin.saved;

import dev.inlet.access.Role;
import dev.inlet.admin.AdminAnswer;
import dev.inlet.admin.AdminBody;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.operate.saved.SavedFilter;
import dev.inlet.operate.saved.SavedFilters;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists, saves and removes filters of the deliveries. */
@AdminPort("/api/filters")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SavedFiltersController {
  private final SavedFilters filters;

  SavedFiltersController(SavedFilters filters) {
    this.filters = filters;
  }

  @Get
  Filters list() {
    return new Filters(filters.all().stream().map(View::of).toList());
  }

  @Needs(Role.SUPPORT)
  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<View> save(@Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "name", "filter");
    return HttpResponse.created(View.of(filters.save(body.text("name"), body.textMap("filter"))));
  }

  @Needs(Role.SUPPORT)
  @Delete("/{id}")
  HttpResponse<?> remove(String id) {
    filters.remove(id);
    return HttpResponse.noContent();
  }

  /** All of them, by their names. */
  @AdminAnswer
  record Filters(List<View> filters) {}

  /** One of them, as the contract describes it. */
  @AdminAnswer
  record View(
      String id, String name, Map<String, String> filter, String createdBy, Instant createdAt) {
    static View of(SavedFilter filter) {
      return new View(
          Long.toString(filter.id()),
          filter.name(),
          filter.filter(),
          filter.createdBy(),
          filter.createdAt());
    }
  }
}
