package dev.inlet.admin;

import dev.inlet.codec.Json;
import dev.inlet.delivery.AnswersByAccount;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.operate.KnownAccounts;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.LinkedHashMap;

/** Counts how an account's deliveries were answered by this instance since its start. */
@AdminPort("/api/accounts/{account}/answers")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AnswersController {
  private final KnownAccounts accounts;
  private final AnswersByAccount answers;

  AnswersController(KnownAccounts accounts, AnswersByAccount answers) {
    this.accounts = accounts;
    this.answers = answers;
  }

  @Get
  String show(String account) {
    accounts.require(account);
    var counts = new LinkedHashMap<String, String>();
    answers.of(account).forEach((status, count) -> counts.put(status.toString(), count.toString()));
    return "{\"answers\":" + Json.write(counts) + "}";
  }
}
