/**
 * A Kubernetes API server. A request goes {@code api -> registry -> store}: {@code auth} says who asks and what they may,
 * {@code schema} what an object of a kind looks like, {@code fields} who manages which of its fields, {@code rules} and
 * {@code custom} what is set and checked of it.
 */
@NullMarked
package dev.slipway.lab.kube;

import org.jspecify.annotations.NullMarked;
