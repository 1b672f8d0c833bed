/** YAML as Talos reads it: strict, limited, and printed in one way only. */
@NullMarked
package dev.slipway.talos.yaml;

import org.jspecify.annotations.NullMarked;
