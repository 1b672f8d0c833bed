package dev.slipway.lab.pve;

/** What is done to files on storages. */
sealed interface FileWork extends TaskBody permits StoreFile, RemoveFile {}
