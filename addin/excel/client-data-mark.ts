/** The custom property of every sheet that is no report's and holds client data, so that it is found again. */
export const CLIENT_DATA_PROPERTY = 'hmisClientData';
