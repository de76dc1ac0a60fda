package dev.inlet.company;

import dev.inlet.contact.Person;
import dev.inlet.merge.Stamp;
import java.util.Map;

/**
 * What a group call says: what the company is like, and that someone belongs to it.
 *
 * @param traits every trait by the name it was sent with, as JSON text
 * @param fields the reserved ones by Segment's names, as JSON text
 */
public record CompanyChange(
    String groupId,
    Person member,
    Map<String, String> traits,
    Map<String, String> fields,
    Stamp stamp) {}
