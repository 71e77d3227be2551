import {
  type FileDownload,
  type FileList,
  type FileRequest,
  type FileStatus,
  fileDownload,
  fileList,
  fileStatus,
} from '../../shared/contract/files.ts';
import { type CallOptions, call, type ServiceAddress } from './call.ts';

/** The calls of *Files on server*. Every one throws as `call` says. */
export interface FilesClient {
  createFile(body: FileRequest, options?: CallOptions): Promise<FileStatus>;
  files(options?: CallOptions): Promise<FileList>;
  file(id: string, options?: CallOptions): Promise<FileStatus>;
  downloadFile(id: string, options?: CallOptions): Promise<FileDownload>;
  deleteFile(id: string, options?: CallOptions): Promise<FileList>;
}

export function createFilesClient(service: ServiceAddress): FilesClient {
  return {
    createFile: (body, options = {}) => call(service, { route: 'createFile', body, answer: fileStatus }, options),
    files: (options = {}) => call(service, { route: 'files', answer: fileList }, options),
    file: (id, options = {}) => call(service, { route: 'file', path: { id }, answer: fileStatus }, options),
    downloadFile: (id, options = {}) =>
      call(service, { route: 'downloadFile', path: { id }, answer: fileDownload }, options),
    deleteFile: (id, options = {}) => call(service, { route: 'deleteFile', path: { id }, answer: fileList }, options),
  };
}
