/** What creating, changing and deleting an object means, whoever asks: metadata, finalizers, owners, managed fields. */
@NullMarked
package dev.slipway.lab.kube.registry;

import org.jspecify.annotations.NullMarked;
