package dev.slipway.lab.pve;

/** What is done to files on storages. */
sealed interface FileWork extends Work permits FileArrived, FileRemoved {}
