/** Customers in the admin API: accounts and how they are closed, and API keys. */
@NullMarked
package dev.inlet.admin.account;

import org.jspecify.annotations.NullMarked;
