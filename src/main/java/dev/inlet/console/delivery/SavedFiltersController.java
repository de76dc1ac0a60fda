package dev.inlet.console.delivery;

import dev.inlet.access.Role;
import dev.inlet.console.page.Form;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.operate.saved.SavedFilter;
import dev.inlet.operate.saved.SavedFilters;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.HashMap;

/** Saves the filter of the deliveries that is shown, and removes one again. */
@AdminPort("/console/deliveries/filters")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
@Needs(Role.SUPPORT)
final class SavedFiltersController {
  private final SavedFilters filters;

  SavedFiltersController(SavedFilters filters) {
    this.filters = filters;
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<?> save(@QueryValue String account, @RequestAttribute(Form.ATTRIBUTE) Form form) {
    var fields = new HashMap<String, String>();
    DeliverySearch.names().forEach(name -> fields.put(name, form.text(name)));
    DeliverySearch search = DeliverySearch.of(fields);
    SavedFilter saved = filters.save(form.text("name"), search.savable());
    return HttpResponse.seeOther(URI.create(DeliverySearch.of(saved).link(account).toString()));
  }

  @Post("/{id}/remove")
  @Consumes(MediaType.ALL)
  HttpResponse<?> remove(String id, @QueryValue String account) {
    filters.remove(id);
    return HttpResponse.seeOther(
        URI.create(DeliverySearch.of(new HashMap<>()).link(account).toString()));
  }
}
