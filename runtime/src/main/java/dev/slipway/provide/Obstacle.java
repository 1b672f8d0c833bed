package dev.slipway.provide;

import dev.slipway.model.TaskKey;

/**
 * Why a step of a plan could not be carried out.
 *
 * @param fix what the operator can do about it
 */
public record Obstacle(TaskKey key, String what, String why, String fix) {}
