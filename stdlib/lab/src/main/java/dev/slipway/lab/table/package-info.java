/**
 * What a published interface allows, as compact tables that the lab carries with it, and the judgement of requests by
 * them. A test proves each table equal to the schema that it was made from.
 */
@NullMarked
package dev.slipway.lab.table;

import org.jspecify.annotations.NullMarked;
