package dev.inlet.oidc;

import dev.inlet.access.Role;

/**
 * Whom the provider vouches for.
 *
 * @param identity of nobody else, whatever they call themselves
 */
public record OidcUser(String name, Role role, String identity) {}
