/** Lets a child process die at a named point of a call's way, without a hook in what is shipped. */
package dev.inlet.crash;
