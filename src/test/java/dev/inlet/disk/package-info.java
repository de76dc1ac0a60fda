/** Disks for H2 that remember, fill up and lose power, below all of Inlet. */
package dev.inlet.disk;
