package dev.inlet.storage.jdbc.operate;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * The generated admin password's digest as a row.
 *
 * @param id always {@value #ONLY}, so that there is no second
 */
@MappedEntity(value = "admin_password", escape = false)
record AdminPasswordRow(@Id int id, String digest) {
  static final int ONLY = 1;
}
